package dev.invitations.station.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The mails that arrived, newest first. What no longer fits is forgotten, oldest first: memory stays bounded. */
public final class Inbox {
    /** How many mails are kept. */
    static final int MAILS = 20_000;

    /** How many bytes of (packed) mails are kept. */
    static final long BYTES = 64L * 1024 * 1024;

    private final int maxMails;
    private final long maxBytes;
    private final Deque<Mail> newestFirst = new ArrayDeque<>();
    private long bytes;
    private long arrived;

    public Inbox() {
        this(MAILS, BYTES);
    }

    Inbox(int maxMails, long maxBytes) {
        this.maxMails = maxMails;
        this.maxBytes = maxBytes;
    }

    /** Takes a mail in; many arrive at once, and their ids and times are in the order they have here. */
    synchronized void receive(List<String> to, MimeMessage message) throws MessagingException, IOException {
        add(Mail.received(Long.toString(++arrived), to, message, Instant.now()));
    }

    synchronized void add(Mail mail) {
        newestFirst.addFirst(mail);
        bytes += mail.packed().length;
        while (newestFirst.size() > maxMails || bytes > maxBytes) {
            bytes -= newestFirst.removeLast().packed().length;
        }
    }

    /** The newest mails, at most {@code limit}; only those to {@code address} where one is given. */
    synchronized List<Mail> newest(Optional<String> address, int limit) {
        List<Mail> found = new ArrayList<>();
        Iterator<Mail> mails = newestFirst.iterator();
        while (mails.hasNext() && found.size() < limit) {
            Mail mail = mails.next();
            if (address.isEmpty() || mail.isTo(address.get())) {
                found.add(mail);
            }
        }
        return found;
    }

    synchronized Optional<Mail> byId(String id) {
        return newestFirst.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    /** How many mails are kept at this moment. */
    public synchronized int size() {
        return newestFirst.size();
    }
}
