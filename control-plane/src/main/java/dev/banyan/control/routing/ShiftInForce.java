package dev.banyan.control.routing;

/**
 * The shift that a routing document carries out.
 *
 * @param shift the journal id
 * @param stage how far it is
 * @param from the split before
 * @param to the split after
 */
public record ShiftInForce(long shift, Stage stage, int from, int to) {
    /** What proxies do for the moving cohorts. */
    public enum Stage {
        /** Writes flow to the old owner, under a lease. */
        ARMED,
        /** Writes wait, and keyless writes with them; reads go to the old owner. */
        HELD,
        /** Writes flow to the new owner, under a lease until the shift is done. */
        RELEASED
    }

    /** Whether the shift changes the owner of this cohort. */
    public boolean moves(int cohort) {
        return cohort >= Math.min(from, to) && cohort < Math.max(from, to);
    }
}
