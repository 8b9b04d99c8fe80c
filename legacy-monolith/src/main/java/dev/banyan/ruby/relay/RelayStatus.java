package dev.banyan.ruby.relay;

/** How far an order got on its way to the shop; its constants are the API's words. */
public enum RelayStatus {
    WAITING("W"),
    /** A device has it. */
    SENT("S"),
    ACCEPTED("A"),
    /** No device took it; the same key may try again. */
    FAILED("F");

    final String code;

    RelayStatus(String code) {
        this.code = code;
    }

    static RelayStatus of(String code) {
        for (RelayStatus status : values()) {
            if (status.code.equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("Unknown rel_stat '" + code + "'");
    }
}
