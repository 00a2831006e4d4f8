package dev.openbell.chassis.ids;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Property
    void anIdStandsForItsNumberAndSortsAsItDoes(
            @ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other) {
        assertThat(Ids.parse(Ids.text(one))).isEqualTo(one);
        assertThat(Integer.signum(Ids.text(one).compareTo(Ids.text(other)))).isEqualTo(Long.compare(one, other));
    }

    @Test
    void whatTwoShardsNumberAlikeHasTwoIds() {
        assertThat(Ids.ofShard(0, 7)).isEqualTo(Ids.text(7));
        assertThat(Ids.parse(Ids.ofShard(1, 7))).isEqualTo((1L << 48) + 7);
    }

    @Test
    void textThatIsNoIdNamesNothing() {
        assertThat(Ids.parse("")).isEqualTo(-1);
        assertThat(Ids.parse("0000000000001x")).isEqualTo(-1);
        assertThat(Ids.parse("000000000000l")).isEqualTo(-1);
        assertThat(Ids.parse("z000000000000")).isEqualTo(-1);
        assertThat(Ids.parse("00000000000é1")).isEqualTo(-1);
    }
}
