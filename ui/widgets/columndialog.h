#pragma once

#include "latesttask.h"

#include <stomp/messages/messagefield.h>

#include <QDialog>

class QLabel;

namespace Stomp {
class MessageStore;
}

namespace Ui {

class ExpressionEdit;

/** Asks which header or place of the JSON body should be a column; offers what has been seen. */
class ColumnDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ColumnDialog(const Stomp::MessageStore& store, QWidget* parent = nullptr);

    void accept() override;

Q_SIGNALS:
    void chosen(const Stomp::MessageField& field);

private:
    ExpressionEdit* m_edit;
    QLabel* m_note;
    LatestTask m_names;
};

} // namespace Ui
