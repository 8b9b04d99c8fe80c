package dev.banyan.ruby.order;

/** Where an order stands; its constants are the API's words. */
enum OrderStatus {
    PENDING_PAYMENT("W"),
    CREATED("N"),
    ACCEPTED("A"),
    DELIVERED("D"),
    CANCELLED("C");

    final String code;

    OrderStatus(String code) {
        this.code = code;
    }

    static OrderStatus of(String code) {
        for (OrderStatus status : values()) {
            if (status.code.equals(code)) {
                return status;
            }
        }
        throw new IllegalArgumentException("Unknown ord_stat '" + code + "'");
    }

    /** The legal moves. */
    boolean canBecome(OrderStatus next) {
        return switch (this) {
            case PENDING_PAYMENT -> next == CREATED || next == CANCELLED;
            case CREATED -> next == ACCEPTED || next == CANCELLED;
            case ACCEPTED -> next == DELIVERED || next == CANCELLED;
            case DELIVERED, CANCELLED -> false;
        };
    }
}
