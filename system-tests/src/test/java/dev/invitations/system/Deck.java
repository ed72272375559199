package dev.invitations.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Deals by chance, but everything once before anything again. */
final class Deck<T> {
    private final Random random;
    private final List<T> all;
    private final Deque<T> left = new ArrayDeque<>();

    Deck(Random random, List<T> all) {
        this.random = random;
        this.all = all;
    }

    T deal() {
        if (left.isEmpty()) {
            List<T> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            left.addAll(shuffled);
        }
        return left.pop();
    }
}
