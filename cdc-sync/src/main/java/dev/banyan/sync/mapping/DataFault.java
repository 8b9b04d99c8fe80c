package dev.banyan.sync.mapping;

/** A row's value has no place in the other table. The message names column and value. */
public final class DataFault extends Exception {
    public DataFault(String message) {
        super(message);
    }
}
