package dev.banyan.ruby.seed;

import dev.banyan.ruby.seed.ShopRows.SeededShop;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** Devices 1..n, one to three of each shop, with paths for addresses. */
final class DeviceRows {

    private static final List<String> TYPES = List.of("P", "C", "T");

    private DeviceRows() {}

    static void insert(JdbcTemplate jdbc, List<SeededShop> shops, Random random) {
        var devices =
                new MultiRowInsert(jdbc, "relay_devices", "dev_no,shop_no,dev_typ,dev_url,prio,use_yn,reg_dt,upd_dt");
        long deviceNo = 0;
        for (int i = 0; i < shops.size(); i++) {
            SeededShop shop = shops.get(i);
            int first = random.nextInt(TYPES.size());
            int count = 1 + random.nextInt(TYPES.size());
            for (int place = 1; place <= count; place++) {
                deviceNo++;
                devices.add(
                        deviceNo,
                        i + 1,
                        TYPES.get((first + place) % TYPES.size()),
                        "/devices/" + deviceNo + "/orders",
                        place,
                        "Y",
                        shop.opened(),
                        shop.opened());
            }
        }
        devices.flush();
    }
}
