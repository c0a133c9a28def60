package org.elasticsearch.plugins;

import org.elasticsearch.Build;
import org.elasticsearch.common.settings.Settings;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plugins that stand on the class path instead of in a directory of their own. */
public final class ClasspathPlugins extends PluginsService {
    private final List<LoadedPlugin> plugins;

    public ClasspathPlugins(Settings settings, List<Plugin> found) {
        super(settings, null, PluginsLoader.createPluginsLoader(Set.of(), Set.of(), Map.of(), false));
        plugins = found.stream().map(ClasspathPlugins::loaded).toList();
    }

    @Override
    protected List<LoadedPlugin> plugins() {
        // The constructor above this one asks before there are any.
        return plugins == null ? List.of() : plugins;
    }

    private static LoadedPlugin loaded(Plugin plugin) {
        String name = plugin.getClass().getName();
        String java = Integer.toString(Runtime.version().feature());
        PluginDescriptor descriptor = new PluginDescriptor(
            name, "on the class path", "1", Build.current().version(), java, name, null, List.of(), false, false, false, false
        );
        return new LoadedPlugin(descriptor, plugin, plugin.getClass().getClassLoader());
    }
}
