package dev.openbell.standalone.verify;

import static dev.openbell.standalone.verify.Tape.balance;
import static dev.openbell.standalone.verify.Tape.posted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.events.v1.LedgerKind;
import dev.openbell.events.v1.MarketEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger, compared with itself. */
class AuditorTest {
    @Test
    void aMarketWhoseMoneyAddsUpIsBalanced() {
        assertThat(findings(Tape.market())).isEmpty();
    }

    @Test
    void aCommandThatMakesMoneyIsFound() {
        assertThat(findings(new Tape().command(grant(7)).command(houseGives(6))))
                .contains("ledger, command 0: the entries in USD sum to 7")
                .contains("ledger, command 1: the entries in USD sum to -6");
    }

    @Test
    void thePartsOfACommandCountTogether() {
        assertThat(findings(
                        new Tape().part(0, false, grant(7)).part(1, true, houseGives(7), balance("ann", "USD", 7, 0))))
                .isEmpty();
    }

    @Test
    void anEntryWhoseBalanceIsNotTheSumSoFarIsFound() {
        var wrong = posted("ann", "USD", 7, 8, LedgerKind.GRANT);

        assertThat(findings(new Tape().command(wrong, houseGives(7), balance("ann", "USD", 7, 0))))
                .containsExactly("ledger, event 1, account ann, USD: balance_e8 is 8, and the entries so far sum to 7");
    }

    @Test
    void aWalletThatIsSaidToHoldSomethingElseThanItsEntriesIsFound() {
        assertThat(findings(new Tape().command(grant(7), houseGives(7), balance("ann", "USD", 6, 0))))
                .containsExactly(
                        "ledger, account ann, USD: the entries sum to 7, and the wallet was last said to hold 6");
    }

    @Test
    void aWalletThatNobodyWasToldOfIsFound() {
        assertThat(findings(new Tape().command(grant(7), houseGives(7))))
                .containsExactly(
                        "ledger, account ann, USD: the entries sum to 7, and the wallet was last said to hold 0");
    }

    @Test
    void aNegativeWalletIsFoundThoughItsTotalIsRight() {
        assertThat(findings(new Tape().command(grant(7), houseGives(7), balance("ann", "USD", -1, 8))))
                .containsExactly(
                        "ledger, event 3, account ann, USD: a wallet is never negative, and available_e8 is -1, "
                                + "held_e8 8, margin_e8 0");
    }

    @Test
    void aTotalThatIsNotTheSumOfItsPartsIsFound() {
        assertThat(findings(new Tape().command(grant(7), houseGives(7), balance("ann", "USD", 4, 2, 7))))
                .containsExactly("ledger, event 3, account ann, USD: total_e8 is 7, and its parts sum to 6");
    }

    private static MarketEvent grant(long amount) {
        return posted("ann", "USD", amount, amount, LedgerKind.GRANT);
    }

    private static MarketEvent houseGives(long amount) {
        return posted("house:grants", "USD", -amount, -amount, LedgerKind.GRANT);
    }

    private static List<String> findings(Tape tape) {
        var auditor = new Auditor();
        tape.events().forEach(auditor::add);
        auditor.end();
        return auditor.findings().first();
    }
}
