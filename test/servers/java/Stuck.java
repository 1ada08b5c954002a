import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hangs in a call, standard library only: in a sleep, or with -child in a child that reads our requests. */
public class Stuck {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newCachedThreadPool();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String message = line;
      Matcher id = ID.matcher(message);
      if (id.find()) pool.execute(() -> answer(message, id.group(1), args.length > 0));
    }
    System.exit(0);
  }

  private static void answer(String message, String id, boolean withChild) {
    if (message.contains("tools/call")) block(withChild);
    String result = !message.contains("initialize") ? "{}"
        : "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
            + "\"serverInfo\":{\"name\":\"fixture\",\"version\":\"1.0.0\"}}";
    System.out.println("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}");
  }

  private static void block(boolean withChild) {
    try {
      if (withChild) new ProcessBuilder("cat").inheritIO().start().waitFor();
      Thread.sleep(60_000);
    } catch (Exception interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
