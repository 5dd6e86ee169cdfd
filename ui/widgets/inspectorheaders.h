#pragma once

#include "messageview.h"

#include <stomp/messages/messagefield.h>

#include <QTableView>

namespace Ui {

class HeaderModel;

/** A message's headers in their order. Copies values, names and whole lines; tells of the chosen
 * one what it means on the broker that it came from. */
class InspectorHeaders : public QTableView
{
    Q_OBJECT

public:
    explicit InspectorHeaders(QWidget* parent = nullptr);

    void setMessage(const MessageView& message);
    [[nodiscard]] HeaderModel* headerModel() const { return m_model; }

    /** What the chosen header means; empty when none is. */
    [[nodiscard]] QString note() const;

    void copyValue();
    void copyHeader();
    /** Of the chosen row. */
    void askForColumn();

Q_SIGNALS:
    void noteChanged(const QString& note);
    /** Show this header as a column of the message table. */
    void columnWanted(const Stomp::MessageField& field);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    HeaderModel* m_model;
};

} // namespace Ui
