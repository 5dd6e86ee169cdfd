#pragma once

#include "jsontreemodel.h"

namespace Ui {

struct JsonTreeModel::Node
{
    Stomp::JsonNode json; //!< of a part: the array or object that it is a part of
    Node* parent = nullptr;
    int row = 0;
    bool isPart = false;
    std::size_t index = 0; //!< among the array's or object's; of a part: of its first child
    std::size_t span = 0; //!< children below it, not counting parts
    std::size_t number = 0; //!< among members of the same name, from 1 on; 0: it has it alone
    std::size_t namesakes = 0; //!< these, with itself
    std::vector<std::unique_ptr<Node>> children;
};

} // namespace Ui
