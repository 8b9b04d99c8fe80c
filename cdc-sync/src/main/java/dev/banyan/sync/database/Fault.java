package dev.banyan.sync.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.Set;

/** What kind of trouble a database error is, and so what to do about it. */
public enum Fault {
    /** The row can't be stored as it is: quarantine. */
    DATA,
    /** Goes away by itself or when somebody mends the server: retry. */
    TRANSIENT,
    /** The set-up is wrong, such as a missing table or privilege: stop and say so. */
    SETUP;

    /** Connections, locks, shutdown, read-only servers, full disks. */
    private static final Set<Integer> TRANSIENT_CODES = Set.of(
            3, 28, 1021, 1026, 1030, 1040, 1041, 1053, 1077, 1078, 1079, 1080, 1114, 1135, 1152, 1158, 1159, 1160, 1161,
            1184, 1203, 1205, 1213, 1226, 1290, 1317, 1836, 1927, 3024, 3100, 3101, 4031);

    /** Constraints, truncation, conversion, and refusals by triggers, where the SQL state does not tell. */
    private static final Set<Integer> DATA_CODES = Set.of(
            1048, 1062, 1138, 1169, 1216, 1217, 1263, 1264, 1265, 1292, 1364, 1366, 1367, 1406, 1411, 1426, 1441, 1451,
            1452, 1525, 1526, 1557, 1586, 1644, 1690, 1761, 1762, 3140, 3141, 3143, 3156, 3819, 3903, 4025, 4078);

    public static Fault of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        int code = e.getErrorCode();
        if (e instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.equals("40001")
                || TRANSIENT_CODES.contains(code)) {
            return TRANSIENT;
        }
        if (state.startsWith("22") || state.startsWith("23") || state.equals("45000") || DATA_CODES.contains(code)) {
            return DATA;
        }
        return SETUP;
    }

    /** Whether a unique key refused the row. */
    public static boolean duplicate(SQLException e) {
        return e.getErrorCode() == 1062 || e.getErrorCode() == 1586;
    }
}
