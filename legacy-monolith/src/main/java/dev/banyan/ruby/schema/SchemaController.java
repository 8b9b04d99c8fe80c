package dev.banyan.ruby.schema;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes the schema when somebody says so. */
@RestController
final class SchemaController {
    private final Schema schema;

    SchemaController(Schema schema) {
        this.schema = schema;
    }

    @PostMapping("/admin/schema/2018-12")
    Schema.Changed to201812() {
        return schema.to201812();
    }

    @PostMapping("/admin/schema/2018")
    Schema.Changed to2018() {
        return schema.to2018();
    }
}
