package dev.openbell.standalone;

import dev.openbell.standalone.parts.CannotStart;
import dev.openbell.standalone.verify.CannotVerify;
import java.io.IOException;

/** The commands that look after a running venue. {@code ./openbell} calls this when everything is built. */
final class Openbell {
    private Openbell() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int exit;
        try {
            exit = run(CommandLine.parse(arguments));
        } catch (CannotStart e) {
            System.err.println("openbell: " + e.getMessage());
            exit = 1;
        } catch (CannotVerify | CommandLine.Mistake e) {
            System.err.println("openbell: " + e.getMessage());
            exit = 2; // From verify and recover 1 would say that something is wrong, and nobody has looked.
        }
        System.exit(exit);
    }

    private static int run(CommandLine line) throws IOException, InterruptedException {
        return switch (line.command()) {
            case "up" -> line.has("--detach") ? Detached.up(line) : Up.run(line);
            case "status" -> Status.print(line.data(), System.out);
            case "down" -> Down.run(line.data(), System.out);
            case "logs" -> Logs.print(line.data(), line.operand(), line.has("-f"), System.out);
            case "recover" -> Recover.run(line, System.getenv(), System.out);
            case "rotate-keys" -> RotateKeys.run(line.data(), System.getenv());
            case "verify" -> Verify.run(line.data(), System.getenv(), System.out);
            default -> throw new CommandLine.Mistake("there is no command " + line.command() + "; try ./openbell help");
        };
    }
}
