package dev.openbell.matcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.matcher.log.Reporter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine made of these logs before there were CFDs, every engine makes of them, to the byte: an old log keeps its meaning. */
class OldLogsTest {
    @ParameterizedTest(name = "seed {0}")
    @CsvSource({
        "1, f29087d61f19677255fb02cedc9cd6b2a4135636fea963b3fe736a9d13615436",
        "2, 50a84085783822f2e791a59e0d158b3d4e4a92cfcceb825b0e913981b5ee8415",
        "3, 9c90ee70c564ee12c28b283710670244abeb36862285bec769114850f5706916",
    })
    void anOldLogSaysWhatItAlwaysSaid(long seed, String events) throws NoSuchAlgorithmException {
        var engine = new Engine(Floor.SHARD);
        var reporter = new Reporter();
        var sha = MessageDigest.getInstance("SHA-256");
        for (var logged : RandomCommands.from(seed, 3_000)) {
            var _ = engine.apply(logged.at(), logged.command(), reporter);
            for (var event : reporter.take()) sha.update(event.toByteArray());
        }
        assertThat(HexFormat.of().formatHex(sha.digest())).isEqualTo(events);
    }
}
