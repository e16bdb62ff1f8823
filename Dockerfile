# syntax=docker/dockerfile:1
# One image for every module: the command names the module that a container runs (docker-compose.yml).
FROM node:26-slim AS made
WORKDIR /noren
COPY . .
# Installs, generates, builds the console's page, and then leaves out what only development needs.
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund && npm run build --workspace @noren/bff-console && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf .nx packages/foundation/dev-postgres node_modules/@noren/dev-postgres

FROM node:26-slim
ENV NODE_ENV=production MALLOC_ARENA_MAX=2
WORKDIR /noren
COPY --from=made /noren /noren
# Nothing in the image belongs to the user that it runs as.
USER node
ENTRYPOINT ["node", "--heap-growing-percent=120", "packages/platform/src/main.ts"]
