package dev.banyan.playbooks.load;

/** How a request ended for the customer. */
public enum Outcome {
    OK,
    /** Refused, as provoked: the gateway declined, or somebody else was first. */
    DECLINED,
    /** No answer in time, or one that nobody provoked. */
    FAILED
}
