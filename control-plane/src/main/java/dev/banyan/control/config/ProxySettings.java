package dev.banyan.control.config;

/** Where a proxy listens for traffic and for its operators ({@code host:port}), and the operators' token. */
public record ProxySettings(String listen, String admin, Secret token) {}
