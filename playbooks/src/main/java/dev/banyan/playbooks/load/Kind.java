package dev.banyan.playbooks.load;

/** What a customer asks for. */
public enum Kind {
    ORDER(true),
    PAYMENT(true),
    REFUND(true),
    PAYMENT_BY_ID(false),
    PAYMENTS_OF_MEMBER(false),
    SHOPS(false),
    SHOP(false),
    MENUS(false),
    ORDER_BY_ID(false),
    ORDERS_OF_MEMBER(false),
    MEMBER(false);

    private final boolean write;

    Kind(boolean write) {
        this.write = write;
    }

    public boolean write() {
        return write;
    }
}
