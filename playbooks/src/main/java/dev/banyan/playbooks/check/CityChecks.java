package dev.banyan.playbooks.check;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.site.Places;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All checks of a load that does what a city does, each where its capability is at home just now. */
public final class CityChecks {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(25);
    private static final long PAUSE_MILLIS = 1_000;

    private final Path log;
    private final Places places;

    /** @param log requests.ndjson */
    public CityChecks(Path log, Places places) {
        this.log = log;
        this.places = places;
    }

    /**
     * Checks everything. To be asked while no request is under way; what is on its way between databases, and what is tried again, such
     * as an order that no device took at first, has some seconds to arrive.
     *
     * @throws CommandFailure when a source can't be read
     */
    public CheckReport check() throws InterruptedException {
        long latest = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        CheckReport report = once();
        while (!report.clean() && System.nanoTime() < latest) {
            Thread.sleep(PAUSE_MILLIS);
            report = once();
        }
        return report;
    }

    private CheckReport once() {
        boolean follows = places.rubyFollows("orders") && places.rubyFollows("payments");
        CheckReport money = Checker.check(
                new CheckSources(log, follows ? places.ruby() : null, places.service("payment"), places.uri("gateway")),
                paymentsOwner(),
                places.moved("orders")
                        ? service("order service", "orders", OrderRow.SERVICE)
                        : new Side("monolith", places.ruby(), OrderRow.RUBY));
        Promises promises = Promises.read(log);
        List<Finding> findings = new ArrayList<>(money.findings());
        checks(follows).forEach(check -> findings.addAll(check.find(promises)));
        return new CheckReport(
                money.owner(), money.acknowledgedWrites(), money.declined(), money.gatewayRequests(), findings);
    }

    private List<Check> checks(boolean rubyHasMoney) {
        List<Check> checks = new ArrayList<>(List.of(
                new MembersCheck(sides("members", MembersCheck.RUBY, "member", MembersCheck.SERVICE)),
                new ReviewsCheck(sides("reviews", ReviewsCheck.RUBY, "review", ReviewsCheck.SERVICE)),
                new RelayCheck(
                        places.moved("order-relay")
                                ? service("order-relay service", "order_relay", RelayCheck.SERVICE)
                                : new Side("monolith", places.ruby(), RelayCheck.RUBY)),
                new OwnersCheck(
                        Kind.MENU_CHANGE,
                        "menu",
                        sides("menu", OwnersCheck.RUBY_MENUS, "menu", OwnersCheck.MENU_SERVICE)),
                new OwnersCheck(
                        Kind.SHOP_CHANGE,
                        "shop",
                        sides("shop-list", OwnersCheck.RUBY_SHOPS, "shop_list", OwnersCheck.SHOP_LIST_SERVICE)),
                new OwnersCheck(Kind.AD_CHANGE, "ad", sides("ads", OwnersCheck.RUBY_ADS, "ad", OwnersCheck.AD_SERVICE)),
                new OwnersCheck(
                        Kind.OWNER_CHANGE,
                        "owner",
                        sides("shop-owner", OwnersCheck.RUBY_OWNERS, "shop_owner", OwnersCheck.SHOP_OWNER_SERVICE))));
        if (copied("orders")) {
            checks.add(new OrdersCheck(
                    places.service("orders"),
                    new Side("payments", payments(), paymentsOwner().select())));
        }
        if (copied("settlement")) {
            checks.add(new SettlementCheck(
                    rubyHasMoney
                            ? new Side("monolith", places.ruby(), SettlementCheck.RUBY_DELIVERED)
                            : service("order service", "orders", SettlementCheck.SERVICE_DELIVERED),
                    rubyHasMoney
                            ? new Side("monolith", places.ruby(), SettlementCheck.RUBY_REFUNDED)
                            : new Side("payments", payments(), SettlementCheck.SERVICE_REFUNDED),
                    places.service("settlement"),
                    places.uri("settlement-service")));
        }
        if (copied("search")) {
            boolean rubyHasShops = places.rubyFollows("shop-list") && places.rubyFollows("menu");
            checks.add(new SearchCheck(
                    rubyHasShops ? SearchCheck.Truth.MONOLITH : SearchCheck.Truth.SERVICES,
                    rubyHasShops ? places.ruby() : places.service("shop_list"),
                    places.service("search"),
                    places.uri("search-service")));
        }
        return checks;
    }

    private PaymentsOwner paymentsOwner() {
        return places.moved("payments") ? PaymentsOwner.SERVICE : PaymentsOwner.MONOLITH;
    }

    private DatabaseAddress payments() {
        return places.moved("payments") ? places.service("payment") : places.ruby();
    }

    /** The monolith while it follows, and the service too once it has its copy: either is current, whoever owns. */
    private List<Side> sides(String phase, String inRuby, String schema, String inService) {
        List<Side> sides = new ArrayList<>();
        if (places.rubyFollows(phase)) {
            sides.add(new Side("monolith", places.ruby(), inRuby));
        }
        if (copied(phase)) {
            sides.add(service(phase + " service", schema, inService));
        }
        return sides;
    }

    private Side service(String name, String schema, String select) {
        return new Side(name, places.service(schema), select);
    }

    private boolean copied(String phase) {
        return places.phase(phase).map(Phase::state).orElse(PhaseState.SYNCING) != PhaseState.SYNCING;
    }
}
