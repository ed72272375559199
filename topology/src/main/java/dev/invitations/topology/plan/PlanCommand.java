package dev.invitations.topology.plan;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.command.AwsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code station plan}: shows what {@code apply} would do, and changes nothing. */
@Command(
        name = "plan",
        description = {
            "Shows what apply would change, on AWS or on the local station, and changes nothing.",
            "  +    create",
            "  ~    change, with what is there -> what is declared",
            "  -/+  create anew, since AWS can't change it",
            "  ?    waits for its endpoint's confirmation",
            "  -    there, but not declared; stays, unless it is applied with --prune"
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing to apply",
            "1:it could not be found out, or the command was wrong",
            "2:there is something to apply"
        })
public final class PlanCommand extends AwsCommand {
    private static final int CHANGES = 2;

    @Option(names = "--json", description = "Prints one JSON object, for programs.")
    private boolean json;

    @Override
    protected int run(Topology topology, Aws aws) {
        Plan plan = new Survey(Apis.of(aws.sns(), aws.sqs())).plan(topology, aws.place());
        if (json) {
            out().println(PlanJson.of(plan, aws.place()));
        } else {
            new PlanText(out()).print(plan);
            proposeNext(plan);
        }
        out().flush();
        return plan.hasChanges() ? CHANGES : 0;
    }

    private void proposeNext(Plan plan) {
        String apply = "./station apply" + sameFile() + sameAws();
        if (plan.hasChanges()) {
            out().println("Make it so:  " + apply);
        }
        if (plan.extras().stream().anyMatch(extra -> !extra.isPending())) {
            out().println("Delete what is not declared too:  " + apply + " --prune");
        }
    }
}
