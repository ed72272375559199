package dev.invitations.system.configuration;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A module's main sources, as the compiler parses them; in what it makes of them there is no Javadoc. */
final class Sources {
    private final List<Type> types = new ArrayList<>();
    private final List<VariableTree> variables = new ArrayList<>();
    private final DocTrees docs;

    /** A class, interface, record or enum. */
    record Type(ClassTree tree, TreePath path) {
        String name() {
            return tree.getSimpleName().toString();
        }

        /** What whoever implements it has to answer. */
        Stream<MethodTree> abstractMethods() {
            return tree.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(MethodTree.class::cast)
                    .filter(method -> method.getBody() == null);
        }
    }

    private Sources(JavacTask task) throws IOException {
        docs = DocTrees.instance(task);
        for (CompilationUnitTree file : task.parse()) {
            new Collector().scan(file, null);
        }
    }

    static Sources of(Path module) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(module.resolve("src/main/java"))) {
            List<Path> java = all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            return new Sources((JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(java)));
        }
    }

    List<Type> types() {
        return types;
    }

    /** Fields and parameters. */
    List<VariableTree> variables() {
        return variables;
    }

    Optional<Type> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The Javadoc's text, in Markdown and one line. */
    String meaning(Type type) {
        return meaning(type.path(), type.name());
    }

    /** The same of one of its methods. */
    String meaning(Type type, MethodTree method) {
        return meaning(new TreePath(type.path(), method), type.name() + "." + method.getName() + "()");
    }

    private String meaning(TreePath path, String what) {
        return Optional.ofNullable(docs.getDocCommentTree(path))
                .map(comment -> Javadoc.markdown(comment.getFullBody()))
                .orElseThrow(() -> new IllegalStateException(what + " has no Javadoc, which tells people what it is"));
    }

    private final class Collector extends TreePathScanner<Void, Void> {
        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            types.add(new Type(tree, getCurrentPath()));
            return super.visitClass(tree, nothing);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            if (tree.getKind() == Tree.Kind.VARIABLE) {
                variables.add(tree);
            }
            return super.visitVariable(tree, nothing);
        }
    }
}
