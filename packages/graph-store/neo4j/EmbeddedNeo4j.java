import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.commandline.admin.security.SetInitialPasswordCommand;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import picocli.CommandLine;

/**
 * Runs one Neo4j server in the home given as the only argument, until standard input closes: it ends with its parent, however that ends. With more arguments it
 * runs them as a command of Neo4j's administration tool, which ends with its parent as well.
 * The first line of standard input is the password; it is set before the first start and never an argument, so no process list shows it.
 */
public final class EmbeddedNeo4j {
    /** Time to close the store in order: when asked to stop, and when the parent is gone and nothing may stay behind (the log recovers the rest). */
    private static final long STOP_MS = 60_000;
    private static final long ORPHAN_MS = 4_000;

    /** Runs a command of Neo4j's own administration tool: a tool whose parent is gone would go on writing into a store that the next one opens. */
    private static void runTool(String[] command, BufferedReader parent) {
        Thread watch = new Thread(() -> {
            try {
                while (parent.readLine() != null);
            } catch (java.io.IOException closed) {
                System.err.println(closed);
            }
            Runtime.getRuntime().halt(3);
        });
        watch.setDaemon(true);
        watch.start();
        AdminTool.main(command);
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path conf = home.resolve("conf");
        BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (arguments.length > 1) {
            runTool(Arrays.copyOfRange(arguments, 1, arguments.length), parent);
            return;
        }
        String password = parent.readLine();
        if (password == null) return;
        if (!Files.exists(home.resolve("data/dbms/auth.ini")) && !Files.exists(home.resolve("data/databases/system"))) {
            SetInitialPasswordCommand command = new SetInitialPasswordCommand(new ExecutionContext(home, conf));
            // After the two dashes nothing is an option, whatever the password begins with.
            CommandLine.populateCommand(command, "--", password);
            command.call();
        }
        // The watch starts before the server: a parent that dies during the start must end this process too.
        Thread watch = new Thread(() -> {
            long graceMs = ORPHAN_MS;
            try {
                if ("stop".equals(parent.readLine())) graceMs = STOP_MS;
            } catch (java.io.IOException closed) {
                System.err.println(closed);
            }
            long waitMs = graceMs;
            Thread halt = new Thread(() -> {
                try {
                    Thread.sleep(waitMs);
                } catch (InterruptedException ignored) {
                    Thread.currentThread().interrupt();
                }
                Runtime.getRuntime().halt(3);
            });
            halt.setDaemon(true);
            halt.start();
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
        DatabaseManagementService server =
            new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(conf.resolve("neo4j.conf")).build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("READY");
        Thread.currentThread().join();
    }
}
