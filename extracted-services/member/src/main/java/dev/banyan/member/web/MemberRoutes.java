package dev.banyan.member.web;

import dev.banyan.kit.web.IdempotencyKey;
import dev.banyan.kit.web.Problem;
import dev.banyan.member.registry.Members;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the member API. */
@OpenAPIDefinition(info = @Info(title = "Member service", version = "1"))
@RestController
@RequestMapping("/api/members")
class MemberRoutes {

    private final Members members;

    MemberRoutes(Members members) {
        this.members = members;
    }

    @Operation(summary = "Members in id order, those after an id")
    @ApiResponse(responseCode = "200", description = "At most so many as the limit says")
    @GetMapping
    List<MemberView> list(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "20") @Positive @Max(100) int limit) {
        return members.listAfter(after, limit).stream().map(MemberView::of).toList();
    }

    @Operation(summary = "One member")
    @ApiResponse(responseCode = "200", description = "The member")
    @ApiResponse(responseCode = "404", description = "There is no such member")
    @GetMapping("/{id}")
    MemberView get(@PathVariable long id) {
        return members.find(id).map(MemberView::of).orElseThrow(() -> Problem.notFound("There is no member " + id));
    }

    @Operation(summary = "Join, once per Idempotency-Key")
    @ApiResponse(
            responseCode = "201",
            description = "Joined",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "This key joined before",
            content = @Content(schema = @Schema(implementation = MemberView.class)))
    @ApiResponse(responseCode = "422", description = "Somebody else joined with the key")
    @PostMapping
    ResponseEntity<MemberView> join(
            @RequestHeader(name = "Idempotency-Key", required = false) @IdempotencyKey @Nullable String key,
            @RequestBody @Valid NewMemberBody body) {
        Members.Joined joined = members.join(body.wanted(key));
        MemberView view = MemberView.of(joined.member());
        return joined.fresh()
                ? ResponseEntity.created(URI.create("/api/members/" + view.id()))
                        .body(view)
                : ResponseEntity.ok(view);
    }
}
