{{/* Name of all objects: the release, with the name of the chart unless it has it. */}}
{{- define "recontact.name" -}}
{{- $name := ternary .Release.Name (printf "%s-recontact" .Release.Name) (contains "recontact" .Release.Name) -}}
{{- $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "recontact.selectorLabels" -}}
app.kubernetes.io/name: recontact
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "recontact.labels" -}}
{{ include "recontact.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "recontact.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end -}}
{{- end -}}

{{/* Name of the port of health and metrics. */}}
{{- define "recontact.managementPort" -}}
{{ ternary "management" "http" (ne (int .Values.managementPort) 0) }}
{{- end -}}

{{/* Host of publicUrl, for the Ingress and the HTTPRoute. */}}
{{- define "recontact.publicHost" -}}
{{- $url := required "Set publicUrl: the Ingress and the HTTPRoute take their host from it" .Values.publicUrl | urlParse -}}
{{- if not (has $url.path (list "" "/")) -}}
{{- fail "publicUrl has a path: write the Ingress or the route that removes it yourself" -}}
{{- end -}}
{{- if and (has "/" .Values.publicPaths) (not .Values.managementPort) -}}
{{- fail "publicPaths has \"/\", which makes /actuator public: set managementPort, for example to 8081" -}}
{{- end -}}
{{- $url.hostname -}}
{{- end -}}

{{/* Ports of the database's hosts, as JSON: {"ports": ["5432"]}. */}}
{{- define "recontact.databasePorts" -}}
{{- $ports := list -}}
{{- range splitList "," (regexReplaceAll "^jdbc:postgresql://([^/?]*).*$" .Values.database.url "${1}") -}}
{{- $ports = append $ports (regexFind ":[0-9]+$" . | trimPrefix ":" | default "5432") -}}
{{- end -}}
{{- dict "ports" (uniq $ports) | toJson -}}
{{- end -}}

{{/* Environment variable of a setting: recontact.events.endpoints[0].url becomes RECONTACT_EVENTS_ENDPOINTS_0_URL. */}}
{{- define "recontact.variable" -}}
{{- regexReplaceAll "[^A-Za-z0-9]+" . "_" | trimSuffix "_" | upper -}}
{{- end -}}

{{/* Text of a value. Helm reads numbers as floating point and would print 1000000 as 1e+06. */}}
{{- define "recontact.text" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) -}}{{ int64 . }}{{- else -}}{{ . }}{{- end -}}
{{- end -}}

{{/* Environment of a node: the variables of the chart, then the settings. No variable may be there twice. */}}
{{- define "recontact.environment" -}}
- name: JDK_JAVA_OPTIONS
{{- with .Values.java }}
  value: {{ printf "-XX:MaxRAMPercentage=%v -XX:+ExitOnOutOfMemoryError %s" .heapPercentage .options | trim | quote }}
{{- end }}
- name: SERVER_PORT
  value: "8080"
{{- if .Values.managementPort }}
- name: MANAGEMENT_SERVER_PORT
  value: {{ .Values.managementPort | int | quote }}
{{- end }}
{{- if .Values.publicUrl }}
- name: RECONTACT_PUBLIC_URL
  value: {{ .Values.publicUrl | quote }}
{{- end }}
- name: RECONTACT_SHUTDOWN_DRAIN
  value: {{ printf "%ds" (int .Values.shutdown.drainSeconds) }}
- name: SPRING_DATASOURCE_URL
  value: {{ required "Set database.url, such as jdbc:postgresql://host/database" .Values.database.url | quote }}
{{- with .Values.database }}
{{- $secret := required "Set database.existingSecret, a Secret with username and password" .existingSecret }}
{{ include "recontact.fromSecret" (list "SPRING_DATASOURCE_USERNAME" $secret .usernameKey) }}
{{ include "recontact.fromSecret" (list "SPRING_DATASOURCE_PASSWORD" $secret .passwordKey) }}
{{- end }}
{{- if not .Values.accessKeys }}
{{- fail "Set accessKeys: without one, each node would make a key of its own" }}
{{- end }}
{{- range $i, $key := .Values.accessKeys }}
{{- $variable := printf "RECONTACT_ACCESS_KEYS_%d" $i }}
{{ include "recontact.fromSecret" (list (print $variable "_ID") $key.existingSecret ($key.idKey | default "id")) }}
{{ include "recontact.fromSecret" (list (print $variable "_SECRET") $key.existingSecret ($key.secretKey | default "secret")) }}
{{- end }}
{{- with .Values.redis }}
{{- if .existingSecret }}
- name: RECONTACT_DELIVERY_WAKE_UP
  value: redis
{{ include "recontact.fromSecret" (list "SPRING_DATA_REDIS_URL" .existingSecret .urlKey) }}
{{- end }}
{{- end }}
{{- range $name, $value := .Values.settings }}
{{- $variable := include "recontact.variable" $name }}
{{- $text := include "recontact.text" $value }}
{{- if and (regexMatch "PASSWORD|SECRET|TOKEN|HEADERS" $variable) (ne $variable "SERVER_FORWARD_HEADERS_STRATEGY") }}
{{- fail (printf "settings: %s is a secret. Put it into a Secret, and name that in settingsFromSecrets" $name) }}
{{- end }}
{{- if regexMatch "://[^/@]*@" $text }}
{{- fail (printf "settings: %s is a URL with credentials. Put it into a Secret, and name that in settingsFromSecrets" $name) }}
{{- end }}
- name: {{ $variable }}
  value: {{ $text | quote }}
{{- end }}
{{- range $name, $secret := .Values.settingsFromSecrets }}
{{ include "recontact.fromSecret" (list (include "recontact.variable" $name) $secret.name $secret.key) }}
{{- end }}
{{- end -}}

{{/* A variable, the name of a Secret, and a key in it. */}}
{{- define "recontact.fromSecret" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end -}}
