package dev.openbell.matcher.recover;

import dev.openbell.matcher.log.Shapes;
import java.util.Comparator;

/** One asset of one account; those of the house come first. */
record Wallet(long account, String asset) implements Comparable<Wallet> {
    private static final Comparator<Wallet> ORDER =
            Comparator.comparingLong(Wallet::account).thenComparing(Wallet::asset);

    static Wallet of(String account, String asset) {
        return new Wallet(Shapes.account(account), asset);
    }

    @Override
    public int compareTo(Wallet other) {
        return ORDER.compare(this, other);
    }
}
