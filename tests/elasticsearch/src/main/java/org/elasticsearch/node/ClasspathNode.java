package org.elasticsearch.node;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.ClasspathPlugins;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.transport.netty4.Netty4Plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One node in this process, without the distribution around it: no bootstrap checks and no
 * security, so for tests alone. Arguments: the home directory, then settings as name=value.
 * It ends when its standard input does, so it never outlives the tests that started it.
 *
 * <p>In this package because Elasticsearch keeps the parts of a node to itself.
 */
public final class ClasspathNode extends Node {
    private ClasspathNode(Settings settings, Path config) {
        super(NodeConstruction.prepareConstruction(new Environment(settings, config), null, new Services(), true));
    }

    private static final class Services extends NodeServiceProvider {
        @Override
        PluginsService newPluginService(Environment environment, PluginsLoader loader) {
            return new ClasspathPlugins(environment.settings(), List.of(new Netty4Plugin()));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path config = directory(home, "config");
        Path logs = directory(home, "logs");
        directory(home, "data");
        Settings.Builder settings = Settings.builder()
            .put("path.home", home.toString())
            .put("transport.type", "netty4")
            .put("http.type", "netty4");
        for (int n = 1; n < arguments.length; n++) {
            String[] pair = arguments[n].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        System.setProperty("es.logs.base_path", logs.toString());
        System.setProperty("es.logs.cluster_name", settings.get("cluster.name"));
        LogConfigurator.configureESLogging();
        try (Node node = new ClasspathNode(settings.build(), config)) {
            node.start();
            System.out.println("READY");
            while (System.in.read() >= 0) {
                // Nobody says anything; only the end counts.
            }
        }
        System.exit(0);
    }

    private static Path directory(Path home, String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }
}
