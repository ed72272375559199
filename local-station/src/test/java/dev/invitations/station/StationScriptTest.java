package dev.invitations.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ./station} finds its tools: run with tools of straw, which say how they were called. The folders where systems
 * keep theirs lie below the test's own, so that what is installed on this machine plays no part.
 */
@Timeout(60)
class StationScriptTest {
    private static final Path SCRIPT = Path.of("..", "station").toAbsolutePath().normalize();

    @TempDir
    Path home;

    private Path repository;

    record Run(int exitCode, String out) {}

    @BeforeEach
    void copy() throws Exception {
        repository = Files.createDirectories(home.resolve("a folder/repository"));
        Path script = repository.resolve("station");
        Files.writeString(script, Files.readString(SCRIPT).replaceAll(" /(usr|opt|Library)/", " " + home + "/$1/"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(repository.resolve("local-station/target"));
        Files.createFile(repository.resolve("local-station/target/local-station.jar"));
    }

    @Test
    void theJdkOfJavaHomeIsUsedWhereItIsNewEnough() throws Exception {
        Path jdk = jdk("jdk-26", "26.0.1");

        Run run = station(Map.of("JAVA_HOME", jdk.toString()), "status", "--state", "two words");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out)
                .contains("this is " + jdk)
                .contains("[-Dstation.root=" + repository.toRealPath() + "]")
                .contains("[status] [--state] [two words]");
    }

    @Test
    void anOldJdkInJavaHomeIsPassedOver() throws Exception {
        Path newer = jdk("usr/lib/jvm/jdk-25", "25");

        Run run = station(Map.of("JAVA_HOME", jdk("jdk-17", "17.0.15").toString()), "status");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out).contains("this is " + newer, "[status]").doesNotContain("jdk-17");
    }

    @Test
    void aRuntimeWithoutACompilerIsPassedOver() throws Exception {
        Path whole = jdk("usr/lib/jvm/jdk-25", "25");
        Path runtime = jdk("jre-26", "26");
        Files.delete(runtime.resolve("bin/javac"));

        Run run = station(Map.of("JAVA_HOME", runtime.toString()), "status");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out).contains("this is " + whole, "[status]").doesNotContain("jre-26");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25",
                "usr/java/jdk-25",
                "opt/java/openjdk",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
                ".sdkman/candidates/java/25-tem",
                ".jdks/temurin-25"
            })
    void aJdkIsFoundWhereSystemsKeepThem(String folder) throws Exception {
        Path jdk = jdk(folder, "25.0.1");

        Run run = station(Map.of(), "status");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out).contains("this is " + jdk, "[status]");
    }

    @Test
    void theJdkOfTheJavaOnThePathIsUsed() throws Exception {
        Path jdk = jdk("somewhere/jdk-25", "25");
        Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve("bin/java"), jdk.resolve("bin/java"));

        Run run = station(Map.of(), "status");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out).contains("this is " + jdk, "[status]");
    }

    @Test
    void withoutAJdkItSaysWhatIsMissingAndHowToInstallIt() throws Exception {
        Run run = station(Map.of("JAVA_HOME", jdk("jdk-24", "24.0.2").toString()), "status");

        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out.lines())
                .containsExactly(
                        "A JDK 25 or later is missing (looked at JAVA_HOME, PATH and the usual folders).",
                        "Install one, for example:  sdk install java 25-tem  (SDKMAN, https://sdkman.io)");
    }

    @ParameterizedTest
    @CsvSource({"apt-get, sudo apt-get install openjdk-25-jdk", "brew, brew install openjdk"})
    void theCommandThatInstallsIsOneOfThisSystem(String installer, String command) throws Exception {
        tool(home.resolve("bin").resolve(installer), "");
        tool(home.resolve("bin/apt-cache"), "");

        Run run = station(Map.of(), "status");

        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out).contains("Install one, for example:  " + command + "\n");
    }

    @Test
    void withoutMavenItSaysWhatIsMissingAndHowToInstallIt() throws Exception {
        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "verify");

        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out).contains("Maven 3.8.7 or later is missing").containsPattern("Install it, .* install maven");
    }

    @Test
    void anOldMavenIsRefusedWithItsVersion() throws Exception {
        tool(home.resolve("bin/mvn"), "echo 'Apache Maven 3.6.3 (cecedd343002696d0abb50b32b541b8a6ba2883f)'");

        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "verify");

        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out).contains("Maven 3.8.7 or later is missing", "bin/mvn is 3.6.3");
    }

    @Test
    void anOldMavenDoesNotHideANewerOne() throws Exception {
        maven();
        Files.createDirectories(home.resolve(".sdkman/candidates/maven/current/bin"));
        Files.move(home.resolve("bin/mvn"), home.resolve(".sdkman/candidates/maven/current/bin/mvn"));
        tool(home.resolve("bin/mvn"), "echo 'Apache Maven 3.6.3 (x)'");
        tool(home.resolve("bin/chromium"), "");

        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "verify");

        assertThat(run.exitCode).as(run.out).isZero();
    }

    @Test
    void verifyHandsTheBrowserAndEveryOptionToMaven() throws Exception {
        maven();
        tool(home.resolve("bin/chromium"), "");

        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "verify", "-pl", "contract");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out)
                .contains("Browser tests run in " + home.resolve("bin/chromium"))
                .contains("[verify] [-Dinvitations.browser=" + home.resolve("bin/chromium")
                        + "] [-Dinvitations.localstack=" + repository.resolve("target/localstack")
                        + "] [-pl] [contract]");
    }

    @Test
    void whereNoBrowserCanBeHadVerifySaysSoAndRunsTheOtherTests() throws Exception {
        maven();
        Files.writeString(repository.resolve("pom.xml"), "<playwright.version>1.0</playwright.version>");

        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "verify");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out)
                .contains("Fetching a browser for the browser tests (Playwright)")
                .contains("Browser tests are skipped: no Chromium or Chrome is installed")
                .contains("[verify] [-Dinvitations.browser=]");
    }

    @Test
    void verifyInstallsLocalStackOnce() throws Exception {
        maven();
        tool(home.resolve("bin/chromium"), "");
        pythonOfStraw("python3.11", "exit 0");
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk", "25").toString());

        assertThat(station(environment, "verify").out).contains("Installing LocalStack", "[verify]");
        assertThat(repository.resolve("target/localstack.log"))
                .content()
                .contains("[install]", "[localstack-core[runtime]==4.12.0] [cbor2<5.8]");
        assertThat(station(environment, "verify").out)
                .doesNotContain("LocalStack")
                .contains("[verify]");
    }

    @Test
    void fidelityTriesTheRulesOfSnsAndWritesThePage() throws Exception {
        maven();
        pythonOfStraw("python3.11", "exit 0");

        assertThat(station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "fidelity").out)
                .contains("Installing LocalStack", "[-Dtest=*RulesTest]", "[-Dinvitations.fidelity=write]");
    }

    @Test
    void soakRunsTheSystemTestWithAsManyInvitationsAndTheSeedAskedFor() throws Exception {
        maven();
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk", "25").toString());

        Run usual = station(environment, "soak");
        Run asked = station(environment, "soak", "--invitations", "500", "--seed=7");

        assertThat(usual.out)
                .contains("[-Dit.test=NothingLostIT]", "[-Dinvitations.soak.invitations=10000]")
                .doesNotContain("soak.seed")
                .contains("Nothing lost, and nothing twice but");
        assertThat(asked.out).contains("[-Dinvitations.soak.invitations=500]", "[-Dinvitations.soak.seed=7]");
    }

    @Test
    void whereTheSystemTestFailsSoSaysSoak() throws Exception {
        tool(
                home.resolve("bin/mvn"),
                "case $* in -v) echo 'Apache Maven 3.9.9 (x)' ;; *NothingLostIT*) exit 1 ;; esac");

        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "soak");

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).contains("NOT SO").doesNotContain("Nothing lost");
    }

    @ParameterizedTest
    @CsvSource({
        "--invitations many, --invitations \"many\" is refused",
        "--invitations=0, --invitations 0 is refused",
        "--seed, --seed \"\" is refused",
        "--fast, Unknown option: --fast"
    })
    void whatSoakCanNotDoIsRefused(String options, String refusal) throws Exception {
        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), ("soak " + options).split(" "));

        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out).contains(refusal).doesNotContain("Building");
    }

    @Test
    void whereLocalStackCanNotBeInstalledVerifySaysSoAndRunsTheOtherTests() throws Exception {
        maven();
        tool(home.resolve("bin/chromium"), "");
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk", "25").toString());

        assertThat(station(environment, "verify").out)
                .contains("Tests on LocalStack are skipped: Python 3.10, 3.11 or 3.12", "[verify]");

        pythonOfStraw("python3", "exit 1");
        Run run = station(environment, "verify");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out).contains("it could not be installed", "target/localstack.log", "[verify]");
    }

    @Test
    void benchInstallsLocalStackAndHandsItOn() throws Exception {
        pythonOfStraw("python3.11", "exit 0");
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk", "25").toString());

        Run run = station(environment, "bench", "station", "--json");

        assertThat(run.out)
                .contains("Installing LocalStack")
                .contains("[-Dinvitations.localstack=" + repository.toRealPath().resolve("target/localstack") + "]")
                .contains("[bench] [station] [--json]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--alone", "--help"})
    void benchInstallsNothingWhereItIsNotNeeded(String option) throws Exception {
        pythonOfStraw("python3.11", "exit 0");

        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "bench", "station", option);

        assertThat(run.out).doesNotContain("Installing").contains("[bench] [station] [" + option + "]");
    }

    @Test
    void whereLocalStackCanNotBeHadBenchMeasuresTheStationAlone() throws Exception {
        Run run = station(Map.of("JAVA_HOME", jdk("jdk", "25").toString()), "bench", "station");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out).contains("The station is measured alone: Python 3.10", "[bench] [station]");
    }

    /** Makes environments whose Python repeats how it was called, and ends as it is told to. */
    private void pythonOfStraw(String name, String end) throws IOException {
        tool(home.resolve("python-of-straw"), "for word; do printf '[%s] ' \"$word\"; done; " + end);
        tool(
                home.resolve("bin").resolve(name),
                "case $1 in -c) ;; *) mkdir -p \"$4/bin\"; ln -s " + home.resolve("python-of-straw")
                        + " \"$4/bin/python\" ;; esac");
    }

    @Test
    void whatIsStaleIsBuiltBeforeUp() throws Exception {
        maven();
        Map<String, String> environment = Map.of("JAVA_HOME", jdk("jdk", "25").toString());
        List<Path> artifacts = new ArrayList<>(List.of(repository.resolve("local-station/target/local-station.jar")));
        for (String service : List.of("invitation-api", "email-worker", "analytics-worker", "realtime-gateway")) {
            artifacts.add(repository.resolve(service + "/target/quarkus-app/quarkus-run.jar"));
        }
        assertThat(station(environment, "up").out).contains("Building", "[package]", "[up]");

        Path source = repository.resolve("contract/src/main/java/Event.java");
        Files.createDirectories(source.getParent());
        Files.createFile(source);
        Path test = repository.resolve("contract/src/test/java/EventTest.java");
        Files.createDirectories(test.getParent());
        for (Path artifact : artifacts) {
            Files.createDirectories(artifact.getParent());
            Files.deleteIfExists(artifact);
            Files.createFile(artifact);
        }
        Files.createFile(test);
        assertThat(station(environment, "up").out).doesNotContain("Building").contains("[up]");

        Files.delete(source);
        assertThat(station(environment, "up").out).contains("Building");
    }

    @Test
    void whereItCouldNotStartNothingIsBuilt() throws Exception {
        maven();
        Path jdk = jdk("jdk", "25");
        javaChecks(jdk, "echo 'Port 8080 is taken by process 4711'; exit 3");

        Run run = station(Map.of("JAVA_HOME", jdk.toString()), "up", "--state", "two words");

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).isEqualTo("Port 8080 is taken by process 4711\n");
    }

    /** Exit codes are those of a command that doesn't know the option, and of a jar that is none or fails. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 134})
    void aCommandThatCannotTellKeepsNobodyFromBuilding(int exitCode) throws Exception {
        maven();
        Path jdk = jdk("jdk", "25");
        javaChecks(jdk, "echo 'Unknown option'; exit " + exitCode);

        Run run = station(Map.of("JAVA_HOME", jdk.toString()), "up", "--state", "two words");

        assertThat(run.exitCode).as(run.out).isZero();
        assertThat(run.out).contains("Building", "[up] [--state] [two words]").doesNotContain("Unknown option");
    }

    @Test
    void whatACommandPrintsMayGoToAFileWithoutTheNewsOfABuild() throws Exception {
        maven();
        Path jdk = jdk("jdk", "25");
        Files.delete(repository.resolve("local-station/target/local-station.jar"));
        ProcessBuilder builder = builder(Map.of("JAVA_HOME", jdk.toString()), "export", "cloudformation")
                .redirectErrorStream(false)
                .redirectError(home.resolve("err").toFile());

        Run run = run(builder);

        assertThat(home.resolve("err")).content().contains("Building");
        assertThat(run.out)
                .as(Files.readString(home.resolve("err")))
                .startsWith("this is " + jdk)
                .contains("[export] [cloudformation]");
    }

    /** A folder that looks like a JDK, whose java says who it is and how it was called. */
    private Path jdk(String name, String version) throws IOException {
        Path jdk = home.resolve(name);
        tool(jdk.resolve("bin/java"), "echo \"this is " + jdk + "\"; for word; do printf '[%s] ' \"$word\"; done");
        tool(jdk.resolve("bin/javac"), "");
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Straw\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    /** What the command of straw does when it is only asked whether it could start. */
    private static void javaChecks(Path jdk, String script) throws IOException {
        Path java = jdk.resolve("bin/java");
        tool(
                java,
                "case \"$*\" in *' up --only-check --state two words') " + script + " ;; esac\n"
                        + Files.readString(java));
    }

    private void maven() throws IOException {
        tool(
                home.resolve("bin/mvn"),
                "case $1 in -v) echo 'Apache Maven 3.9.9 (x)' ;; *) for word; do printf '[%s] ' \"$word\"; done;"
                        + " echo; echo '[ERROR]' \"$@\" | sed 's/package/[package]/' ;; esac");
    }

    private static void tool(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run station(Map<String, String> environment, String... arguments) throws Exception {
        return run(builder(environment, arguments));
    }

    private ProcessBuilder builder(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(repository.resolve("station").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home.resolve("bin") + ":" + plainTools());
        builder.environment().putAll(environment);
        return builder;
    }

    private static Run run(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }

    /** The tools of every system the script needs, and none of what it looks for. */
    private Path plainTools() throws IOException {
        Path tools = Files.createDirectories(home.resolve("tools"));
        for (String tool : List.of(
                "sh",
                "sed",
                "dirname",
                "readlink",
                "find",
                "head",
                "mkdir",
                "rm",
                "date",
                "tee",
                "awk",
                "id",
                "env",
                "tr",
                "ln")) {
            tool(tools.resolve(tool), "exec " + which(tool) + " \"$@\"");
        }
        return tools;
    }

    private static Path which(String tool) {
        return List.of("/usr/bin", "/bin").stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
