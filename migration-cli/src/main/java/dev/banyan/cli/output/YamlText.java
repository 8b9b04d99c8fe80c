package dev.banyan.cli.output;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A value as YAML, keys in the order of the value. */
final class YamlText {
    private YamlText() {}

    static String of(JsonNode tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setWidth(160);
        Object plain = JsonMapper.shared().treeToValue(tree, Object.class);
        return new Yaml(options).dump(plain);
    }
}
