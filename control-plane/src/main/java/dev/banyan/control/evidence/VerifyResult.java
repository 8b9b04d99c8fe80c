package dev.banyan.control.evidence;

import java.util.List;

/**
 * The outcome of comparing both databases of a phase.
 *
 * @param rowsCompared rows of the owner's side that were compared, all tables
 * @param rowsDifferent different, missing or surplus rows that stayed so on a second look behind a fence
 * @param rowsUndecided rows that kept changing under the comparison
 * @param bypasses recorded by the streams so far
 */
public record VerifyResult(
        String phase,
        long rowsCompared,
        long rowsDifferent,
        long rowsUndecided,
        long bypasses,
        long millis,
        List<Table> tables) {
    public VerifyResult {
        tables = List.copyOf(tables);
    }

    /**
     * @param table the monolith's name of the table
     * @param chunks compared by checksum
     * @param chunksByRow compared row by row, because their checksums differed or could not be made
     * @param samples keys of up to 20 different rows, each with what differs, in words
     */
    public record Table(
            String table,
            String target,
            long rowsCompared,
            long missing,
            long surplus,
            long different,
            long undecided,
            int chunks,
            int chunksByRow,
            List<String> samples) {
        public Table {
            samples = List.copyOf(samples);
        }
    }

    public boolean equal() {
        return rowsDifferent == 0 && rowsUndecided == 0;
    }
}
