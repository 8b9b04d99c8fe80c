package dev.banyan.shopowner.web;

import dev.banyan.kit.web.Problem;
import dev.banyan.shopowner.registry.Owners;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the owner API: for owners, about themselves. */
@OpenAPIDefinition(info = @Info(title = "Shop owner service", version = "1"))
@RestController
@RequestMapping("/api/owners")
class OwnerRoutes {

    private final Owners owners;

    OwnerRoutes(Owners owners) {
        this.owners = owners;
    }

    @Operation(summary = "One owner")
    @ApiResponse(responseCode = "200", description = "The owner")
    @ApiResponse(responseCode = "404", description = "There is no such owner")
    @GetMapping("/{id}")
    OwnerView get(@PathVariable long id) {
        return owners.find(id).map(OwnerView::of).orElseThrow(() -> notFound(id));
    }

    @Operation(summary = "Change name, phone or business number; what is missing stays")
    @ApiResponse(responseCode = "200", description = "The owner as it is now")
    @ApiResponse(responseCode = "404", description = "There is no such owner")
    @PutMapping("/{id}")
    OwnerView change(@PathVariable long id, @RequestBody @Valid OwnerChangeBody body) {
        return owners.change(id, body.change()).map(OwnerView::of).orElseThrow(() -> notFound(id));
    }

    private static Problem notFound(long id) {
        return Problem.notFound("There is no owner " + id);
    }
}
