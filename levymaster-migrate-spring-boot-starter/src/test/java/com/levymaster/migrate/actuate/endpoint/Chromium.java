package com.levymaster.migrate.actuate.endpoint;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser without a window, and one page in it, spoken to by the <a
 * href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>. Scripts of pages do not run in it.
 */
final class Chromium implements AutoCloseable, WebSocket.Listener {

    private static final JsonMapper json = JsonMapper.builder().build();
    private static final long SECONDS = 60;

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final StringBuilder part = new StringBuilder();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private String session = "";
    private int last;

    private Chromium(Path program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("chromium");
        process = start(program, profile);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address(), this)
                .join();
        String target = call("Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asString();
        session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        call("Page.enable", Map.of());
        call("Accessibility.enable", Map.of());
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** Where one is installed, on the path or as the environment variable {@code CHROMIUM} says. */
    static Optional<Path> program() {
        String named = System.getenv("CHROMIUM");
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> onPath = Stream.of(path.split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)));
        return Stream.concat(Stream.ofNullable(named).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program) throws IOException, InterruptedException {
        return new Chromium(program);
    }

    private static Process start(Path program, Path profile) throws IOException {
        return new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
    }

    /** The browser writes it to a file as soon as it listens. */
    private URI address() throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() == 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("Chromium does not start:\n" + Files.readString(profile.resolve("log")));
    }

    /** Opens a page on a screen of this size, in pixels, and waits until it is there. */
    Chromium open(String url, int width, int height, String colours) throws InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
        call("Page.navigate", Map.of("url", url));
        await("Page.loadEventFired");
        return this;
    }

    /** What an expression of JavaScript comes to, as the page stands. */
    JsonNode evaluate(String expression) throws InterruptedException {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalArgumentException(answer.toString());
        }
        return answer.at("/result/value");
    }

    void press(String key) throws InterruptedException {
        Map<String, Integer> codes = Map.of("Tab", 9, "Enter", 13, "ArrowDown", 40);
        Map<String, Object> event = Map.of("key", key, "code", key, "windowsVirtualKeyCode", codes.get(key));
        for (String type : List.of("keyDown", "keyUp")) {
            Map<String, Object> parameters = new HashMap<>(event);
            parameters.put("type", type);
            if (key.equals("Enter") && type.equals("keyDown")) {
                parameters.put("text", "\r");
            }
            call("Input.dispatchKeyEvent", parameters);
        }
    }

    /** What a screen reader is told, from top to bottom: each role with its name, indented, and each text in quotes. */
    List<String> accessibility() throws InterruptedException {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        call("Accessibility.getFullAXTree", Map.of())
                .get("nodes")
                .forEach(node -> nodes.put(node.get("nodeId").asString(), node));
        List<String> lines = new ArrayList<>();
        tell(nodes.values().iterator().next(), "", nodes, lines);
        return lines;
    }

    private static void tell(JsonNode node, String indent, Map<String, JsonNode> nodes, List<String> lines) {
        String role = node.at("/role/value").asString("");
        String name = node.at("/name/value").asString("");
        boolean silent = node.get("ignored").asBoolean() || role.equals("InlineTextBox") || role.equals("ListMarker");
        if (!silent) {
            lines.add(indent + (role.equals("StaticText") ? "\"" + name + "\"" : (role + " " + name).strip()));
        }
        for (JsonNode child : node.path("childIds")) {
            JsonNode below = nodes.get(child.asString());
            if (below != null && !role.equals("ListMarker")) {
                tell(below, silent ? indent : indent + "  ", nodes, lines);
            }
        }
    }

    void screenshot(Path file) throws IOException, InterruptedException {
        JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(answer.get("data").asString()));
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++last;
        Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(json.writeValueAsString(message), true).join();
        JsonNode answer = next(node -> node.path("id").asInt(0) == id);
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
    }

    private void await(String event) throws InterruptedException {
        next(node -> event.equals(node.path("method").asString("")));
    }

    /** Nobody waits for what is passed over. */
    private JsonNode next(Predicate<JsonNode> wanted) throws InterruptedException {
        JsonNode node;
        do {
            node = heard.poll(SECONDS, TimeUnit.SECONDS);
            if (node == null) {
                throw new IllegalStateException("Chromium does not answer");
            }
        } while (!wanted.test(node));
        return node;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        part.append(data);
        if (isLast) {
            heard.add(json.readTree(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        FileSystemUtils.deleteRecursively(profile);
    }
}
