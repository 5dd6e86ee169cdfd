#include "messagelikeness.h"

#include "messagetablemodel.h"

#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/shapelearner.h>

namespace Ui {

namespace {

int roleOf(int column)
{
    switch (static_cast<MessageColumn>(column)) {
    case MessageColumn::Time:
    case MessageColumn::Destination:
    case MessageColumn::Preview:
        return DestinationRole;
    case MessageColumn::Size:
        return BodySizeRole;
    default:
        return Qt::DisplayRole;
    }
}

} // namespace

MessageLikeness::MessageLikeness(const MessageTableModel& model, int row, int column)
    : m_model(model), m_column(column), m_role(roleOf(column)),
      m_value(model.index(row, column).data(m_role))
{
    const QModelIndex cell = model.index(row, column);
    const QString heading = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    switch (static_cast<MessageColumn>(column)) {
    case MessageColumn::Time:
    case MessageColumn::Destination:
        m_words = tr("destination %1").arg(m_value.toString());
        return;
    case MessageColumn::Preview:
        m_message = model.messageAt(row);
        m_hasShape = isComparedByShape(m_message.body());
        m_words = m_hasShape
            ? tr("destination %1 and JSON of the same shape").arg(m_value.toString())
            : tr("destination %1 and the same body").arg(m_value.toString());
        return;
    default:
        m_words = heading + u' ' + cell.data().toString();
    }
}

QString MessageLikeness::words() const
{
    return m_words;
}

bool MessageLikeness::isComparedByShape(std::string_view body)
{
    return body.size() <= largestShape && !Stomp::checkJson(body);
}

bool MessageLikeness::isLike(int row)
{
    if (m_model.index(row, m_column).data(m_role) != m_value)
        return false;
    return !m_message || isBodyLike(m_model.messageAt(row));
}

bool MessageLikeness::isBodyLike(const Stomp::StoredMessage& message)
{
    const std::string_view body = message.body();
    if (body == m_message.body())
        return true;
    if (!m_hasShape || !isComparedByShape(body))
        return false;
    Stomp::ShapeLearner learner;
    learner.learnJson(m_message.body(), 0);
    learner.learnJson(body, 1);
    return learner.report().shapes == 1;
}

} // namespace Ui
