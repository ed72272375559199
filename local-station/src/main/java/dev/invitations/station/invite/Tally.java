package dev.invitations.station.invite;

import java.util.Locale;

/** How many rows came out how. */
final class Tally {
    private int accepted;
    private int refused;
    private int retry;

    void count(Row row) {
        switch (row.status()) {
            case ACCEPTED -> accepted++;
            case REFUSED -> refused++;
            case RETRY -> retry++;
        }
    }

    int rows() {
        return accepted + refused + retry;
    }

    boolean allAccepted() {
        return accepted == rows();
    }

    String inWords() {
        if (rows() == 0) {
            return "Nobody was invited: the list has no rows below the line that names its columns";
        }
        String words = String.format(Locale.ENGLISH, "%,d accepted, %,d refused", accepted, refused);
        return retry == 0
                ? words
                : words
                        + String.format(
                                Locale.ENGLISH,
                                ", %,d not taken: send the same list again, nobody is invited twice",
                                retry);
    }
}
