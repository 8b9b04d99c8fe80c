package dev.banyan.kit.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.ProblemDetail;

/**
 * Completes the OpenAPI document: every answer from 400 on is a problem, every route may answer 400 and 503. Routes name
 * only what is particular to them, as {@code @ApiResponse(responseCode = "402", description = "Declined")}.
 */
final class ProblemAnswers implements GlobalOpenApiCustomizer {

    private static final String SCHEMA = "ProblemDetail";

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        ModelConverters.getInstance().read(ProblemDetail.class).forEach(document.getComponents()::addSchemas);
        if (document.getPaths() != null) {
            document.getPaths().values().forEach(path -> path.readOperations().forEach(ProblemAnswers::complete));
        }
    }

    private static void complete(Operation route) {
        ApiResponses answers = Objects.requireNonNullElseGet(route.getResponses(), ApiResponses::new);
        answers.putIfAbsent("400", describe("A header, parameter or field is missing or invalid"));
        answers.putIfAbsent("503", describe("The database is unavailable; see Retry-After"));
        answers.forEach((status, answer) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                answer.setContent(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + SCHEMA))));
            }
        });
        route.setResponses(answers);
    }

    private static ApiResponse describe(String description) {
        return new ApiResponse().description(description);
    }
}
