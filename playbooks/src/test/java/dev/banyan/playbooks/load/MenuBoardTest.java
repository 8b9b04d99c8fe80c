package dev.banyan.playbooks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.store.Json;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MenuBoardTest {
    private final AtomicLong now = new AtomicLong();
    private final MenuBoard board = new MenuBoard(
            List.of(new City.Shop(3, "집", 1, List.of(new City.Menu(5, "통닭", 9000)), List.of(), List.of())), now::get);

    @Test
    void showsTheFormerNameForAWhileAndThenTheNewOne() {
        MenuBoard.Change change = board.change(5, true).orElseThrow();
        assertThat(change.name()).isEqualTo("통닭 v2");
        assertThat(board.seen(5)).isEqualTo("통닭");
        answer("통닭 v2", 9000);
        assertThat(board.seen(5)).isEqualTo("통닭");
        pass(MenuBoard.SCREEN_SECONDS);
        assertThat(board.seen(5)).isEqualTo("통닭 v2");
    }

    @Test
    void renamesNothingAgainBeforeScreensHaveFollowed() {
        assertThat(board.change(5, true)).isPresent();
        assertThat(board.change(5, false)).isEmpty();
        answer("통닭 v2", 9000);
        assertThat(board.change(5, true)).isEmpty();
        assertThat(board.change(5, false)).isPresent();
        answer("통닭 v2", 9500);
        pass(MenuBoard.REST_SECONDS);
        assertThat(board.change(5, true).orElseThrow().name()).isEqualTo("통닭 v3");
    }

    @Test
    void wantsAChangeThatNobodyAnsweredOnceMore() {
        MenuBoard.Change lost = board.change(5, true).orElseThrow();
        board.changed(5, null);
        assertThat(board.seen(5)).isEqualTo("통닭");
        assertThat(board.change(5, false)).contains(lost);
    }

    private void answer(String name, long price) {
        board.changed(5, Json.mapper().readTree("{\"name\":\"" + name + "\",\"price\":" + price + "}"));
    }

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
