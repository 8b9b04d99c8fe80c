package dev.banyan.proxy.control;

import java.sql.SQLException;

/** Tells a store that refuses our login, which only a change of configuration mends, from one that is down. */
final class LoginRefused {
    private LoginRefused() {}

    static boolean by(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                int code = sql.getErrorCode();
                if (code == 1044 || code == 1045 || code == 1049) {
                    return true;
                }
            }
        }
        return false;
    }
}
