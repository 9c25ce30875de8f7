# nginx with the bot's routes. Build from the project's folder:
#   docker build -f deploy/docker/nginx.Dockerfile -t night-cramp-bot/nginx .
# The base image runs as user 101 and fills the template in from the environment when it starts.
FROM nginxinc/nginx-unprivileged:1.28.0-bookworm
COPY deploy/nginx/nginx.conf /etc/nginx/nginx.conf
COPY deploy/nginx/templates/ /etc/nginx/templates/
COPY deploy/nginx/pages/ /usr/share/nginx/sorry/
# Only what stands in the template is filled in: nginx's own names look alike.
ENV NGINX_ENVSUBST_FILTER="^(NGINX_|RASA_|MESSAGES_|SOCKETS_|SORRY_|TELEGRAM_)" \
    NGINX_ENTRYPOINT_LOCAL_RESOLVERS=1 \
    NGINX_LISTEN=8080 SORRY_FOLDER=/usr/share/nginx/sorry \
    MESSAGES_PER_SECOND=5 MESSAGES_BURST=20 SOCKETS_PER_ADDRESS=50 TELEGRAM_SERVER=rasa-telegram:5005
USER 101:101
EXPOSE 8080
