package dev.invitations.topology.plan;

import dev.invitations.topology.Detail;
import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A plan for people: a block for each resource that would change, with a sign in front, and a line that counts. */
final class PlanText {
    private static final int LONGEST_VALUE = 100;

    private final PrintWriter out;

    PlanText(PrintWriter out) {
        this.out = out;
    }

    void print(Plan plan) {
        plan.steps().forEach(this::print);
        plan.extras().forEach(this::print);
        if (!plan.hasChanges() && plan.extras().isEmpty() && plan.count(Step.Pending.class) == 0) {
            out.println("Everything is as declared.");
        } else {
            out.println(counts(plan));
        }
    }

    private void print(Step step) {
        switch (step) {
            case Step.Create create -> {
                head("+", create.resource(), "");
                create.resource().attributes().forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        line("+", name, shortened(value));
                    }
                });
                create.resource().tags().forEach((name, value) -> line("+", "tag " + name, value));
            }
            case Step.Change change -> {
                head("~", change.resource(), "");
                change.differences().forEach(this::print);
            }
            case Step.Replace replace -> {
                head("-/+", replace.resource(), "AWS can't change it: a new one is needed");
                replace.identity().forEach(this::print);
                out.println("     in place of " + replace.formerId());
            }
            case Step.Pending pending ->
                head("?", pending.resource(), "waits until " + endpoint(pending.resource()) + " confirms it");
            case Step.AsDeclared _ -> {}
        }
    }

    private void head(String sign, Resource resource, String remark) {
        out.println("%-3s %-18s %-24s %s"
                .formatted(sign, resource.kind(), resource.name(), remark)
                .stripTrailing());
    }

    private void line(String sign, String name, String value) {
        out.println("     %s %s %s".formatted(sign, name, value).stripTrailing());
    }

    private void print(Difference difference) {
        List<Detail> details = difference.details();
        if (details.isEmpty()) {
            line(
                    "~",
                    difference.attribute(),
                    shortened(difference
                                    .found()
                                    .filter(value -> !value.isEmpty())
                                    .orElse("none")) + " -> "
                            + (difference.wanted().isEmpty() ? "none" : shortened(difference.wanted())));
        } else {
            line("~", difference.attribute(), "");
            details.forEach(detail -> out.println("         " + detail));
        }
    }

    private void print(Extra extra) {
        out.println("%-3s %-18s %-24s not declared: %s%s"
                .formatted(
                        "-",
                        extra.kind(),
                        extra.name(),
                        extra.isPending() ? "never confirmed; SNS drops it after three days" : extra.arn(),
                        extra.content().map(content -> ", holds " + content).orElse("")));
    }

    private static String counts(Plan plan) {
        List<String> counts = new ArrayList<>();
        add(counts, plan.count(Step.Create.class), "to create");
        add(counts, plan.count(Step.Change.class), "to change");
        add(counts, plan.count(Step.Replace.class), "to replace");
        add(counts, plan.count(Step.Pending.class), "pending confirmation");
        add(counts, plan.extras().size(), "not declared");
        add(counts, plan.count(Step.AsDeclared.class), "as declared");
        return String.join(", ", counts) + ".";
    }

    private static void add(List<String> counts, long count, String what) {
        if (count > 0) {
            counts.add(count + " " + what);
        }
    }

    private static String endpoint(Resource resource) {
        return resource.identity().getOrDefault("Endpoint", "its endpoint");
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
