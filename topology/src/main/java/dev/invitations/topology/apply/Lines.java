package dev.invitations.topology.apply;

import java.io.PrintWriter;

/** What is done, a line for each resource; each is seen at once. */
record Lines(PrintWriter out) {
    void print(String what, String kind, String name, String more) {
        out.println("%-10s %-18s %-24s %s".formatted(what, kind, name, more).stripTrailing());
        out.flush();
    }
}
