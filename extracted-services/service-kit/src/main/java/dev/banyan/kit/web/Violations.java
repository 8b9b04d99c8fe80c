package dev.banyan.kit.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestHeader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;

/** Says in words what is wrong with a parameter or a JSON field. */
final class Violations {

    private Violations() {}

    /** One sentence per broken rule of this header, path variable or query parameter, or of the body's fields. */
    static List<String> of(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return body.getFieldErrors().stream()
                    .map(error -> error.getField() + " " + error.getDefaultMessage())
                    .toList();
        }
        RequestHeader header = result.getMethodParameter().getParameterAnnotation(RequestHeader.class);
        String name = header != null
                ? header.value()
                : result.getMethodParameter().getParameter().getName();
        return result.getResolvableErrors().stream()
                .map(error -> name + " " + error.getDefaultMessage())
                .toList();
    }

    /** Which field could not be read, and what would do. */
    static String of(DatabindException mismatch) {
        String field = mismatch.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .collect(Collectors.joining("."));
        if (mismatch instanceof InvalidFormatException wrong
                && wrong.getTargetType().isEnum()) {
            return field + " '" + wrong.getValue() + "' must be one of "
                    + Arrays.toString(wrong.getTargetType().getEnumConstants());
        }
        return field.isEmpty() ? "The body must be a JSON object" : field + " has the wrong type";
    }
}
