package dev.invitations.topology.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A policy of IAM, be it of a resource such as a queue, or of a user or role, and what it says about requests. Policy
 * variables such as <code>${aws:username}</code> are taken as they stand.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">How AWS
 *     decides</a>
 */
public final class PolicyDocument {
    private final List<Statement> statements;

    PolicyDocument(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException says which element of which statement is missing or wrong
     */
    public static PolicyDocument parse(String json) {
        return PolicyReader.read(json);
    }

    /** What this policy alone says: whoever is not allowed here may be so by another one. */
    public Decision evaluate(AccessRequest request) {
        if (statementThat(false, request).isPresent()) {
            return Decision.DENIED;
        }
        return statementThat(true, request).isPresent() ? Decision.ALLOWED : Decision.NOT_ALLOWED;
    }

    /** The statement that decides, by its Sid or as {@code statement 2}; none where the request is not spoken of. */
    public Optional<String> decidedBy(AccessRequest request) {
        return statementThat(false, request)
                .or(() -> statementThat(true, request))
                .map(Statement::name);
    }

    private Optional<Statement> statementThat(boolean allows, AccessRequest request) {
        return statements.stream()
                .filter(statement -> statement.allows() == allows && statement.appliesTo(request))
                .findFirst();
    }

    /** Whom statements name that allow something, except everybody and what is neither a service nor in an account. */
    public Set<Principal> principals() {
        return statements.stream()
                .filter(Statement::allows)
                .flatMap(statement -> statement.principals().stream())
                .filter(who -> !who.inverted())
                .flatMap(who -> who.listed().named())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The values that statements which allow something ask of a condition key, such as {@code aws:SourceArn}. */
    public Set<String> valuesOf(String conditionKey) {
        return statements.stream()
                .filter(Statement::allows)
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> condition.key().equalsIgnoreCase(conditionKey))
                .flatMap(condition -> condition.values().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Conditions that can't be evaluated here, such as {@code DenyOld: operator DateAbout}; they count as not met. */
    public List<String> notUnderstood() {
        return statements.stream()
                .flatMap(statement -> statement.conditions().stream()
                        .flatMap(Condition::notUnderstood)
                        .map(what -> statement.name() + ": " + what))
                .toList();
    }
}
