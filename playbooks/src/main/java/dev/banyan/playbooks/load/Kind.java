package dev.banyan.playbooks.load;

/** What a customer, an owner or a shop's device asks for. */
public enum Kind {
    ORDER("POST", "orders"),
    ORDER_ACCEPT("POST", "orders"),
    ORDER_DELIVER("POST", "orders"),
    PAYMENT("POST", "payments"),
    REFUND("POST", "payments"),
    REVIEW("POST", "reviews"),
    MENU_CHANGE("PUT", "owner-writes"),
    SHOP_CHANGE("PUT", "owner-writes"),
    AD_CHANGE("PUT", "owner-writes"),
    OWNER_CHANGE("PUT", "owner-writes"),
    RELAY_ACCEPT("POST", "relay"),
    JOIN("POST", "members"),
    PAYMENT_BY_ID("GET", "payment-views"),
    PAYMENTS_OF_MEMBER("GET", "payment-views"),
    SHOPS("GET", "shop-views"),
    SHOP("GET", "shop-views"),
    MENUS("GET", "menu-views"),
    SHOP_PAGE("GET", "shop-pages"),
    ADS("GET", "ads"),
    ORDER_BY_ID("GET", "order-views"),
    ORDERS_OF_MEMBER("GET", "order-views"),
    MEMBER("GET", "members"),
    SEARCH("GET", "search"),
    REVIEWS("GET", "reviews"),
    SETTLEMENTS("GET", "settlement");

    private final String method;
    private final String group;

    Kind(String method, String group) {
        this.method = method;
        this.group = group;
    }

    public boolean write() {
        return !method.equals("GET");
    }

    String method() {
        return method;
    }

    /** What it belongs to where several kinds are counted as one, such as {@code shop-views}. */
    public String group() {
        return group;
    }
}
