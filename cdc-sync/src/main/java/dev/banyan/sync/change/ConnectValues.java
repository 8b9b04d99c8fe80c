package dev.banyan.sync.change;

import io.debezium.data.Bits;
import io.debezium.data.geometry.Geometry;
import io.debezium.time.Date;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Debezium's representation of MySQL and MariaDB values as the values of a {@link Row}, without loss. */
final class ConnectValues {
    private static final long MICROS = 1_000_000;

    private ConnectValues() {}

    static @Nullable Row row(@Nullable Struct struct) {
        if (struct == null) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            values.put(field.name(), value(field.schema(), struct.getWithoutDefault(field.name())));
        }
        return new Row(values);
    }

    static @Nullable Object value(Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        String type = schema.name() == null ? "" : schema.name();
        return switch (type) {
            case Date.SCHEMA_NAME ->
                LocalDate.ofEpochDay(((Number) value).longValue()).toString();
            case Timestamp.SCHEMA_NAME -> wallClock(Math.multiplyExact(((Number) value).longValue(), 1000L));
            case MicroTimestamp.SCHEMA_NAME -> wallClock(((Number) value).longValue());
            case ZonedTimestamp.SCHEMA_NAME ->
                wallClock(OffsetDateTime.parse((String) value)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime());
            case MicroTime.SCHEMA_NAME -> time(((Number) value).longValue());
            case Bits.LOGICAL_NAME -> bits(bytes(value));
            case Geometry.LOGICAL_NAME ->
                throw new IllegalArgumentException("Spatial columns can't be synchronised; drop them in the mapping.");
            default -> plain(value);
        };
    }

    private static Object plain(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float number) {
            return Double.valueOf(number.toString());
        }
        if (value instanceof ByteBuffer || value instanceof byte[]) {
            return bytes(value);
        }
        if (value instanceof BigDecimal || value instanceof Double || value instanceof String) {
            return value;
        }
        throw new IllegalArgumentException("Values of " + value.getClass().getName() + " can't be synchronised.");
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return (byte[]) value;
    }

    /** Debezium's BIT(n) is little-endian. */
    private static BigDecimal bits(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < littleEndian.length; i++) {
            bigEndian[littleEndian.length - 1 - i] = littleEndian[i];
        }
        return new BigDecimal(new BigInteger(1, bigEndian));
    }

    private static String wallClock(long micros) {
        return wallClock(LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC));
    }

    private static String wallClock(LocalDateTime time) {
        return time.toLocalDate() + " "
                + clock(time.toLocalTime().toSecondOfDay(), time.get(ChronoField.MICRO_OF_SECOND));
    }

    /** TIME runs from -838:59:59 to 838:59:59. */
    private static String time(long micros) {
        long size = Math.abs(micros);
        return (micros < 0 ? "-" : "") + clock(size / MICROS, size % MICROS);
    }

    private static String clock(long seconds, long micros) {
        StringBuilder text = new StringBuilder(20);
        two(text, seconds / 3600).append(':');
        two(text, seconds / 60 % 60).append(':');
        two(text, seconds % 60);
        if (micros != 0) {
            text.append('.').append(Long.toString(MICROS + micros), 1, 7);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }

    private static StringBuilder two(StringBuilder text, long number) {
        return (number < 10 ? text.append('0') : text).append(number);
    }
}
