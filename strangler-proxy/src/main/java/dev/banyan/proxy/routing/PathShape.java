package dev.banyan.proxy.routing;

/** Paths with their identifiers taken out, so that requests of one kind are counted together. */
public final class PathShape {
    private PathShape() {}

    /** {@code /api/payments/17/refund} becomes {@code /api/payments/{n}/refund}; UUIDs and the like too. */
    public static String of(String path) {
        StringBuilder shape = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                boolean identifier = segment.matches("\\d+|[0-9a-fA-F-]{16,}");
                shape.append('/').append(identifier ? "{n}" : segment);
            }
        }
        return shape.isEmpty() ? "/" : shape.toString();
    }
}
