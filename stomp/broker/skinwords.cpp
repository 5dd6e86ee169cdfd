#include "skinwords.h"

namespace Stomp {

SkinAnswer answerOf(const BrokerSkin& skin, const Refusal& refusal, const FrameView* cause,
    Version version, const std::string& login)
{
    switch (skin.kind) {
    case BrokerSkin::Kind::ActiveMq:
        return activeMqAnswer(refusal, cause, version, login);
    case BrokerSkin::Kind::Artemis:
        return artemisAnswer(refusal, cause, login);
    case BrokerSkin::Kind::RabbitMq:
        return rabbitMqAnswer(refusal, cause, login);
    case BrokerSkin::Kind::Spring:
        return {refusal.message, {}};
    case BrokerSkin::Kind::Plain:
        break;
    }
    return {refusal.message, refusal.detail.empty() ? refusal.message : refusal.detail};
}

} // namespace Stomp
