package dev.banyan.playbooks.load;

/** How a request ended for the customer. */
public enum Outcome {
    OK,
    /** The gateway declined, as provoked. */
    DECLINED,
    /** No answer in time, or one that nobody provoked. */
    FAILED
}
