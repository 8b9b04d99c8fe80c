package dev.banyan.ruby.shop;

/**
 * A menu of a shop.
 *
 * @param price in won
 */
public record Menu(long id, long shopId, String name, int price, boolean onSale) {}
