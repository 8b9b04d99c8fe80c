package dev.banyan.member.registry;

/** How good a customer somebody is. */
public enum Grade {
    VIP("V"),
    GOLD("G"),
    NORMAL("N");

    private final String letter;

    Grade(String letter) {
        this.letter = letter;
    }

    /** As the API shows it, since there is one. */
    public String letter() {
        return letter;
    }
}
