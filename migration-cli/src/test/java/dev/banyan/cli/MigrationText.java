package dev.banyan.cli;

/** A migration.yaml over a server with the schema banyan, and one with the schemas ruby and payment. */
final class MigrationText {
    private MigrationText() {}

    static String of(int controlPort, int sitesPort) {
        return """
                migration: ruby
                control: { url: "jdbc:mysql://127.0.0.1:%1$d/banyan", user: banyan, password: "secret" }
                proxy: { listen: "127.0.0.1:8000", admin: "127.0.0.1:8001", token: "letmein" }
                monolith:
                  http: [ "http://127.0.0.1:8080" ]
                  database: { url: "jdbc:mysql://127.0.0.1:%2$d/ruby", user: banyan, password: "hidden" }
                services:
                  payment:
                    http: [ "http://127.0.0.1:9101" ]
                    database: { url: "jdbc:mysql://127.0.0.1:%2$d/payment", user: banyan, password: "hidden" }
                phases:
                  payments:
                    service: payment
                    routes:
                      - path: /api/payments/**
                        key: header.X-Member-Id
                    tables:
                      - from: payments
                        to: payment
                        cohort: mem_no
                        columns:
                          pay_no: { to: id }
                          mem_no: { to: member_id }
                          pay_amt: { to: amount }
                    ids: external
                """.formatted(controlPort, sitesPort);
    }
}
