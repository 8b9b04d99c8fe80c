package dev.banyan.ruby.seed;

import java.time.LocalDateTime;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** Members 1..n. */
final class MemberRows {

    private static final LocalDateTime OPENING = LocalDateTime.of(2010, 6, 25, 9, 0);

    private MemberRows() {}

    static void insert(JdbcTemplate jdbc, int count, Random random) {
        var members = new MultiRowInsert(jdbc, "members", "mem_no,mem_nm,email,phone,addr,grade,reg_dt,upd_dt");
        for (long memberNo = 1; memberNo <= count; memberNo++) {
            LocalDateTime joined = OPENING.plusSeconds(random.nextInt(150_000_000));
            String name = Words.person(random) + (random.nextInt(50) == 0 ? " 😋" : "");
            int rank = random.nextInt(100);
            members.add(
                    memberNo,
                    name,
                    random.nextInt(40) == 0 ? null : "member" + memberNo + "@example.com",
                    Words.phone(random),
                    random.nextInt(20) == 0 ? null : Words.address(random),
                    rank < 5 ? "V" : rank < 25 ? "G" : "N",
                    joined,
                    joined);
        }
        members.flush();
    }
}
