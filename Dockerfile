# The image holds one static binary, the roots of public certificate
# authorities, and a data folder that its user owns.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN .ci/build /out/keyporter && mkdir /out/data && chmod 700 /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/keyporter /keyporter
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
WORKDIR /data
# The port is reached from outside, so the start is refused until the container
# gets either a certificate (KEYPORTER_TLS_CERT and KEYPORTER_TLS_KEY) or, behind
# a proxy that ends TLS, KEYPORTER_PLAIN_HTTP=true and KEYPORTER_PUBLIC_URL.
ENV KEYPORTER_LISTEN=0.0.0.0:8080 KEYPORTER_DATA=/data
VOLUME ["/data"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["/keyporter", "healthcheck"]
ENTRYPOINT ["/keyporter"]
