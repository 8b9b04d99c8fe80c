package dev.banyan.menu.catalog;

/** Whether something can be ordered now. Stored by name. */
public enum Availability {
    ON_SALE,
    SOLD_OUT;

    public static Availability of(boolean onSale) {
        return onSale ? ON_SALE : SOLD_OUT;
    }
}
